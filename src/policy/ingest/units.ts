const BLOCK =
  /[〔（([【](?:责任|牵头|配合|主办|实施)(?:单位|部门)[:：]((?:[^〔〕（）()【】[\]]|[（(][^（）()]*[）)])*)[〕）)\]】]/g;

/** A remark that stands among the units ("本项及以下各项措施，除特别注明外，…不再逐项列出"). */
const REMARK = /(?:均需|不再|除特别|以下各项|另有规定)/;

/**
 * The responsible units printed in an article, in their order, once each.
 * `（责任单位：县住建局；各镇党委政府）` → `["县住建局", "各镇党委政府"]`.
 */
export function responsibleUnitsOf(text: string): string[] {
  const units = new Set<string>();
  for (const [, block = ''] of text.matchAll(BLOCK)) {
    for (const clause of block.replace(/\s+/g, '').split(/[；;]/)) {
      if (REMARK.test(clause)) continue;
      for (const unit of clause.split(/[、，,]/)) {
        for (const name of unit.split(/等(?=原)/)) {
          const trimmed = name.replace(/等$/, '');
          if (trimmed.length >= 2) units.add(trimmed);
        }
      }
    }
  }
  return [...units];
}

/** An article's text without its blocks of responsible units. */
export function withoutUnits(text: string): string {
  return text.replace(BLOCK, '');
}
