import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PersonFinder } from "~/people/person-finder";
import { Button } from "~/ui/button";
import { Sheet } from "~/ui/sheet";
import { useInvite } from "./keeping";
import type { Group } from "./queries";

/** Inviting colleagues into the group, one after the other. */
export function InviteSheet({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation("groups");
  return (
    <Sheet title={t("invite_title", { name: group.name })} isOpen onClose={onClose}>
      <PersonFinder label={t("invite_search")}>
        {(person) => <InviteButton group={group} id={person.id} name={person.name} />}
      </PersonFinder>
    </Sheet>
  );
}

function InviteButton({ group, id, name }: { group: Group; id: string; name: string }) {
  const { t } = useTranslation("groups");
  const [key] = useState(() => crypto.randomUUID());
  const invite = useInvite(group);
  return (
    <Button
      onPress={() => invite.mutate({ user: id, key })}
      isPending={invite.isPending}
      isDisabled={invite.isSuccess}
      aria-label={t(invite.isSuccess ? "invited_of" : "invite_of", { name })}
    >
      {invite.isSuccess ? t("invited_done") : t("invite")}
    </Button>
  );
}
