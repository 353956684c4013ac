/** A file that is dropped beside its place would be opened by the browser, instead of us and all that is on its way. */
export function keepStrays(): void {
  for (const kind of ["dragover", "drop"] as const) addEventListener(kind, refuse);
}

function refuse(event: DragEvent): void {
  if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
  if (event.target instanceof HTMLInputElement && event.target.type === "file") return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "none";
}
