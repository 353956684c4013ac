export function Invites() {
  return null;
}
