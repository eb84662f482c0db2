/** What a government website puts round a document: menus, share bars, links to other pages, the site's imprint. */

/** Words of the tool bar; a line made of nothing else is one. */
const TOOLS =
  /^(?:打印(?:本页|此页|文章|页面)?|关闭(?:窗口|本页|页面|此页)?|加入收藏|收藏(?:本页)?|我要(?:纠错|分享)|纠错|分享(?:到|至|本页)?|一键分享|复制链接|微信(?:好友|朋友圈|扫一扫)?|朋友圈|新浪微博|腾讯微博|微博|QQ空间|QQ好友|QQ|人人网|字体(?:大小)?|字号|放大|缩小|默认|超大|特大|大|中|小|返回(?:顶部|首页|列表|上一?[页级])?|下载(?:文档|全文|pdf|word|本文)?|全文(?:下载|打印)|朗读|阅读模式|适老模式|繁体|简体|无障碍(?:阅读|浏览)?|扫一扫(?:在?手机(?:打开|查看|浏览)(?:当前页|本页)?)?)+$/i;

const CRUMBS =
  /^(?:您?(?:现在|所在|当前|目前)?的?(?:当前|所在)?位置(?:是)?[：:]|当前(?:位置|栏目)|首页(?:$|[>＞»›→\-—/|]+\S))/;
const NEIGHBOURS = /^(?:上一?[篇条页则]|下一?[篇条页则]|前一[篇条]|后一[篇条]|没有了?$)(?:[：:]|$)/;
const RELATED =
  /^(?:相关(?:链接|文章|文档|文件|信息|阅读|解读|政策|新闻|稿件|推荐|资讯|内容)|延伸阅读|推荐(?:阅读|信息)|热门(?:信息|文章|推荐|点击)|政策解读|图解|友情链接|网站导航|专题专栏)[：:]?$/;
const IMPRINT =
  /(?:版权所有|ICP备|公网安备|网站标识码|网站地图|站点地图|建议使用.{0,20}(?:浏览器|分辨率)|扫一扫.{0,12}(?:手机|当前页|关注)|^(?:主办|承办|技术支持)(?:单位)?[：:]|^联系我们)/;
/** `发布时间：2023-05-29 10:21 来源：县政府办 浏览次数：123`. */
const PUBLISHED =
  /^(?:(?:发布|更新|发表)(?:时间|日期)|(?:信息|文章|稿件)来源|来源|(?:浏览|阅读|点击|访问)(?:次数|量|率|数)?|(?:责任)?编辑|责编|字[体号](?:大小)?|分享到)[：:]/;
/** A row of the information table above a document (`索引号：…`). */
const INFORMATION =
  /^(?:索引号|信息(?:分类|名称|索引号?)|主题(?:分类|词)|公开(?:方式|时限|范围|形式|目录|类型)|公开(?:日|时)期|(?:生成|成文|发文|公布|印发|发布|生效|废止|失效|实施)(?:日期|时间)|(?:发文|发布|制发|公开)(?:机[关构]|单位|字号)|发文号|文件?号|文件编号|文[件章]?标题|标题|名称|有效性|效力状态|是否有效|关键词|体裁|服务对象|内容概述|登记号|统一登记号|作者|审核|审签)[：:|]/;

/** Whether a line is a website's, whatever stands round it. */
export function isSiteLine(line: string): boolean {
  const text = line.replace(/\s+/gu, '');
  const bare = text.replace(/[【】[\]（）()〔〕：:|｜/、·>＞+\-—_.…]/gu, '');
  return (
    (bare.length <= 40 && TOOLS.test(bare)) ||
    CRUMBS.test(text) ||
    NEIGHBOURS.test(text) ||
    RELATED.test(text) ||
    (text.length <= 120 && IMPRINT.test(text)) ||
    (text.length <= 120 && PUBLISHED.test(text))
  );
}

/** Whether a line above the title belongs to the website's information table. */
export function isInformationLine(line: string): boolean {
  return line.length <= 150 && INFORMATION.test(line.replace(/\s+/gu, ''));
}
