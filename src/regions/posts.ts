/** The level in a cadre's post, whatever place stands before it. */
const RANK = /^(?:村级|乡镇|县级|部门)(?=干部)/;
/** The level in an office's name: 县医保局, but not 市场监管局 or 乡村振兴局. */
const LEVEL = /^(?:县(?!域)|市(?!场|容|政(?!府))|区(?!域)|旗|镇(?!村)|乡(?!村)|村(?!镇)|街道)/;

/**
 * A place and who works there, without saying the level twice: 望田镇蔺庄村 and 村级干部 are 望田镇蔺庄村干部, 鄢陵县 and 县医保局
 * are 鄢陵县医保局. An office that is named with its place stays as it is.
 * @param post a post (村级干部) or an office (县医保局)
 */
export function withPost(place: string, post: string): string {
  if (place === '' || post.startsWith(place)) return post;
  if (RANK.test(post)) return place + post.replace(RANK, '');
  const level = LEVEL.exec(post)?.[0] ?? '';
  return place + (place.endsWith(level) ? post.slice(level.length) : post);
}
