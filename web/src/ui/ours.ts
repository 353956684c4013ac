const OURS = /^\/brand\/[0-9A-Z]+\/[0-9a-f]{32}\.(png|jpg|webp)$/;

/** The address of a picture that we keep; null of anything else that may stand in its place. */
export const ours = (address: string | null | undefined): string | null =>
  address && OURS.test(address) ? address : null;
