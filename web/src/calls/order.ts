/** In which order tiles stand where not all fit: who speaks out of sight comes to the front, all else stays where it is. */
export function arranged(
  before: readonly string[],
  here: readonly string[],
  speakers: readonly string[],
  inSight: number,
): string[] {
  const order = [
    ...before.filter((one) => here.includes(one)),
    ...here.filter((one) => !before.includes(one)),
  ];
  for (const speaker of [...speakers].reverse()) {
    const at = order.indexOf(speaker);
    if (at >= inSight) order.unshift(...order.splice(at, 1));
  }
  return order;
}
