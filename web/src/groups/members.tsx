import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { all } from "~/core/lists";
import { useMe } from "~/core/session";
import { day } from "~/core/time";
import { PersonName } from "~/people/person-name";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Confirm } from "~/ui/confirm";
import { Icon } from "~/ui/icon";
import { type Choice, Menu } from "~/ui/menu";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { Skeletons, Trouble } from "~/ui/states";
import { InviteSheet } from "./invite-sheet";
import { Invited } from "./invited";
import { useGiveRole, useRemove } from "./keeping";
import { type Group, type GroupRole, type Member, useMembers } from "./queries";
import { keeps } from "./rights";

const ROLES: GroupRole[] = ["member", "moderator", "owner"];

export function Members({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  const [inviting, setInviting] = useState(false);
  const found = useMembers(group.id);
  if (found.isPending) return <Skeletons lines={1} />;
  if (found.isError && !found.data) {
    return <Trouble error={found.error} again={() => void found.refetch()} />;
  }
  return (
    <>
      {keeps(group) && (
        <div className="row">
          <Button icon={<Icon of={UserPlus} />} onPress={() => setInviting(true)}>
            {t("invite")}
          </Button>
        </div>
      )}
      <Rows label={t("members_tab")}>
        {all(found.data).map((member) => (
          <MemberRow key={member.person.id} group={group} member={member} />
        ))}
      </Rows>
      <More query={found} />
      {keeps(group) && <Invited group={group} />}
      {inviting && <InviteSheet group={group} onClose={() => setInviting(false)} />}
    </>
  );
}

function MemberRow({ group, member }: { group: Group; member: Member }) {
  const { t } = useTranslation("groups");
  const { person, role } = member;
  const [removing, setRemoving] = useState(false);
  const remove = useRemove(group);
  const choices = useChoices(group, member, () => setRemoving(true));
  return (
    <Row
      face={<Avatar name={person.name} id={person.id} src={person.avatar} />}
      name={
        <>
          <PersonName person={person} />
          {role !== "member" && <Badge>{t(`roles.${role}`)}</Badge>}
        </>
      }
      below={t("since", { day: day(member.joined_at) })}
    >
      {choices.length > 0 && <Menu label={t("more_of", { name: person.name })} choices={choices} />}
      {removing && (
        <Confirm
          title={t("remove_title", { name: person.name })}
          words={t(group.visibility === "open" ? "remove_open" : "remove_words")}
          act={t("remove")}
          onAct={() => remove.mutate(person)}
          onClose={() => setRemoving(false)}
        />
      )}
    </Row>
  );
}

/** What I may do with a member: owners give roles and put out everybody, moderators plain members alone. */
function useChoices(group: Group, { person, role }: Member, remove: () => void): Choice[] {
  const { t } = useTranslation("groups");
  const { user } = useMe();
  const give = useGiveRole(group);
  if (person.id === user.id || !keeps(group)) return [];
  const owns = group.my_role === "owner";
  const roles = owns
    ? ROLES.filter((one) => one !== role).map((one) => ({
        id: one,
        words: t(`give.${one}`),
        act: () => give.mutate({ person, role: one }),
      }))
    : [];
  const out =
    owns || role === "member" ? [{ id: "remove", words: t("remove"), danger: true, act: remove }] : [];
  return [...roles, ...out];
}
