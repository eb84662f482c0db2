/**
 * Words that say nothing of their own: by them a claim is put into plain speech, and they need no ground in a passage.
 * Nothing stands here that names a help, a person, an office, a time, an amount, a condition or a degree.
 */
export const PLAIN_WORDS: ReadonlySet<string> = new Set(
  (
    '您 您们 大家 咱们 我们 他们 这 那 这个 那个 这些 那些 这样 那样 这里 那里 这种 这件 这项 这事 其中 里面 里头 方面 事情 事 情况 时候 的话 之后 以后 之前 以前 期间 ' +
    '的 地 得 了 着 过 吗 呢 吧 啊 嘛 是 有 在 和 与 及 以及 或 或者 也 就 还 又 再 而 但 但是 不过 如果 要是 若 若是 因为 因 由于 所以 为了 为 对 对于 向 给 被 把 将 让 使 叫 从 到 去 来 上 下 中 里 内 外 前 后 时 ' +
    '会 可以 能 能够 可 要 需要 得到 进行 开展 做 做好 办 办理 用 用于 通过 按 按照 根据 依据 照 依照 看 说 讲 想 找 问 请 帮 帮助 给予 作为 成为 属于 包括 比如 例如 等 等等 称为 叫做 称作 ' +
    '家 家庭 人 户 的人 有人 谁 一 些 个 件 项 位 份 样 并 并且 同时 另外 此外 还有 此时 然后 接着 即 也就是 就是 也是 都是 只要 只 跟 同 由 于 至 以 其 之 所 者 该 每 各 ' +
    '政府 政策 规定 文件 国家 当地 本地 工作 问题 困难 有困难 落实 实行 实施 执行 安排 享受 领 领取 发 发放 得 ' +
    '一起 一样 一些 一下 一般 一家人 一家 出来 起来 下来 进来 进去 下去 上去 回来 一边 主要 其他 别的 有关 相关 对应 属 好 不光 光 达 达到 '
  ).split(/\s+/),
);
