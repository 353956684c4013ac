import { useTranslation } from "react-i18next";
import { Link, useIsHere } from "~/ui/link";
import { NewDot } from "./new-in-groups";
import { useMyGroups } from "./queries";
import { useNewIn } from "./unread";

const SHOWN = 12;

/** In the navigation: the groups one is in, those with something new marked. */
export function MyGroups() {
  const { t } = useTranslation("groups");
  const { data } = useMyGroups();
  const fresh = useNewIn();
  const groups = data?.items ?? [];
  const shown = groups.length > SHOWN ? groups.slice(0, SHOWN) : groups;
  const folded = groups.length > shown.length || Boolean(data?.next);
  const elsewhere = [...fresh].some((id) => !shown.some((group) => group.id === id));
  if (!groups.length) return null;
  return (
    <>
      {shown.map(({ id, name }) => (
        <Item key={id} to={`/groups/${id}`} fresh={fresh.has(id)}>
          {name}
        </Item>
      ))}
      {folded && (
        <Item to="/groups" exact fresh={elsewhere}>
          {t("all_mine")}
        </Item>
      )}
    </>
  );
}

function Item({
  to,
  exact = false,
  fresh,
  children,
}: {
  to: string;
  exact?: boolean;
  fresh: boolean;
  children: string;
}) {
  const here = useIsHere(to, exact);
  return (
    <Link to={to} className="navigation-item navigation-group" aria-current={here ? "page" : undefined}>
      <span className="cut grow" dir="auto">
        {children}
      </span>
      {fresh && !here && <NewDot />}
    </Link>
  );
}
