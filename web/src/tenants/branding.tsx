export function Branding() {
  return null;
}
