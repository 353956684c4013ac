export const postPath = (post: string, comment?: string) =>
  `/posts/${post}${comment ? `?comment=${comment}` : ""}`;
