export function Front() {
  return null;
}
