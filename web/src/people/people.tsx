import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { useDebounced } from "~/core/debounced";
import { all } from "~/core/lists";
import { useMe } from "~/core/session";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/link";
import { More } from "~/ui/more";
import { Page } from "~/ui/page";
import { Picker } from "~/ui/picker";
import { Rows } from "~/ui/rows";
import { Search } from "~/ui/search";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { FacetPicker } from "./facet-picker";
import { FollowButton } from "./follow-button";
import { PersonRow } from "./person-row";
import { type Role, usePeople, type Wanted } from "./queries";
import "./people.css";

const ROLES: Role[] = ["owner", "admin", "member", "guest"];

/** The directory. What is looked for stands in the address. */
export function People() {
  const { t } = useTranslation("people");
  const { user } = useMe();
  const [wanted, want] = useWanted();
  return (
    <Page
      title={t("title")}
      actions={
        (user.role === "owner" || user.role === "admin") && (
          <ButtonLink to="/admin/invites">{t("invite")}</ButtonLink>
        )
      }
    >
      <div className="people-filters">
        <Search label={t("search")} value={wanted.q} onChange={(q) => want({ q })} />
        {user.role !== "guest" && (
          <div className="people-facets">
            <FacetPicker
              label={t("department")}
              placeholder={t("any_department")}
              field="department"
              value={wanted.department}
              onChange={(department) => want({ department })}
            />
            <FacetPicker
              label={t("location")}
              placeholder={t("any_location")}
              field="location"
              value={wanted.location}
              onChange={(location) => want({ location })}
            />
            <Picker
              label={t("role")}
              value={wanted.role}
              onChange={(role) => want({ role })}
              options={[
                { id: "", words: t("any_role") },
                ...ROLES.map((role) => ({ id: role, words: t(`roles.${role}`) })),
              ]}
            />
          </div>
        )}
      </div>
      <Found wanted={{ ...wanted, q: useDebounced(wanted.q.trim()) }} clear={() => want(null)} />
    </Page>
  );
}

function Found({ wanted, clear }: { wanted: Wanted; clear: () => void }) {
  const { t } = useTranslation("people");
  const found = usePeople(wanted);
  const people = all(found.data);
  if (found.isPending) return <Skeletons lines={1} />;
  if (found.isError && !found.data) {
    return <Trouble error={found.error} again={() => void found.refetch()} />;
  }
  return (
    <>
      {people.length > 0 && (
        <Rows label={t("title")}>
          {people.map((person) => (
            <PersonRow key={person.id} person={person}>
              <FollowButton person={person} />
            </PersonRow>
          ))}
        </Rows>
      )}
      {people.length === 0 && !found.hasNextPage && (
        <Empty action={<Button onPress={clear}>{t("clear_filters")}</Button>}>{t("none_found")}</Empty>
      )}
      <More query={found} />
    </>
  );
}

function useWanted(): [Wanted, (more: Partial<Wanted> | null) => void] {
  const [params, setParams] = useSearchParams();
  const given = (name: string) => params.get(name) ?? "";
  const role = given("role") as Role;
  const wanted: Wanted = {
    q: given("q"),
    department: given("department"),
    location: given("location"),
    role: ROLES.includes(role) ? role : "",
  };
  const want = (more: Partial<Wanted> | null) => {
    const next = Object.entries(more ? { ...wanted, ...more } : {});
    setParams(
      next.filter(([, value]) => value !== ""),
      { replace: true },
    );
  };
  return [wanted, want];
}
