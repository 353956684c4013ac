export function NewGroup() {
  return null;
}
