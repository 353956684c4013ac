/** What the other rooms say. */
const rooms: Record<string, object> = import.meta.glob(
  "/src/{calls,chat,documents,identity,invites,people,tenants}/words/ar.json",
  {
    eager: true,
    import: "default",
  },
);

export default Object.fromEntries(
  Object.entries(rooms).map(([path, words]) => [path.split("/")[2], words]),
) as Record<string, object>;
