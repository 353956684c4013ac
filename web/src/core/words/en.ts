/** What the first screen and all that opens from it says. */
const rooms: Record<string, object> = import.meta.glob("/src/{core,shell,feed,posts,groups}/words/en.json", {
  eager: true,
  import: "default",
});

export default Object.fromEntries(
  Object.entries(rooms).map(([path, words]) => [path.split("/")[2], words]),
) as Record<string, object>;
