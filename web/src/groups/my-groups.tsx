import { useQuery } from "@tanstack/react-query";
import { api, body } from "~/core/api/client";
import { Link, useIsHere } from "~/ui/link";

export function useMyGroups() {
  return useQuery({
    queryKey: ["groups", "mine"],
    queryFn: ({ signal }) =>
      body(api.GET("/v1/groups", { params: { query: { mine: true, limit: 100 } }, signal })),
  });
}

/** In the navigation: the groups one is in. */
export function MyGroups() {
  const { data } = useMyGroups();
  return data?.items.map((group) => <Item key={group.id} id={group.id} name={group.name} />);
}

function Item({ id, name }: { id: string; name: string }) {
  const here = useIsHere(`/groups/${id}`);
  return (
    <Link
      to={`/groups/${id}`}
      className="navigation-item navigation-group"
      aria-current={here ? "page" : undefined}
    >
      <span className="cut" dir="auto">
        {name}
      </span>
    </Link>
  );
}
