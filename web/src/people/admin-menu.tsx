import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "~/core/api/client";
import { useMe } from "~/core/session";
import { Button } from "~/ui/button";
import { Choices } from "~/ui/choices";
import { Confirm } from "~/ui/confirm";
import { Menu } from "~/ui/menu";
import { useOptimistic } from "~/ui/optimistic";
import { Sheet } from "~/ui/sheet";
import { changePerson } from "./follow";
import type { Person, Role } from "./queries";
import { mayPutOut, rolesToGive } from "./rights";

/** What admins do with a person: give a role, put out, let in again. */
export function AdminMenu({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  const { user } = useMe();
  const [asking, setAsking] = useState<"role" | "out" | null>(null);
  const { putOut, letIn } = useStatus(person);
  const roles = rolesToGive(user.role, person);
  const puts = mayPutOut(user, person);
  const active = person.status === "active";
  const choices = [
    ...(roles.length > 1 ? [{ id: "role", words: t("change_role"), act: () => setAsking("role") }] : []),
    ...(puts && active
      ? [{ id: "out", words: t("deactivate"), danger: true, act: () => setAsking("out") }]
      : []),
    ...(puts && !active ? [{ id: "in", words: t("reactivate"), act: () => letIn.mutate() }] : []),
  ];
  if (!choices.length) return null;
  return (
    <>
      <Menu label={t("more_of", { name: person.name })} choices={choices} />
      {asking === "role" && <RoleSheet person={person} roles={roles} onClose={() => setAsking(null)} />}
      {asking === "out" && (
        <Confirm
          title={t("deactivate_title", { name: person.name })}
          words={t("deactivate_words")}
          act={t("deactivate")}
          onAct={() => putOut.mutate()}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

function useStatus({ id }: Person) {
  const path = { params: { path: { user: id } } };
  const putOut = useOptimistic(
    () => changePerson(id, { status: "deactivated" }),
    () => api.PUT("/v1/people/{user}/deactivation", path),
  );
  const letIn = useOptimistic(
    () => changePerson(id, { status: "active" }),
    () => api.DELETE("/v1/people/{user}/deactivation", path),
  );
  return { putOut, letIn };
}

function RoleSheet({ person, roles, onClose }: { person: Person; roles: Role[]; onClose: () => void }) {
  const { t } = useTranslation("people");
  const [role, setRole] = useState(person.role);
  const give = useOptimistic<Role>(
    (next) => changePerson(person.id, { role: next }),
    (next) =>
      api.PUT("/v1/people/{user}/role", { params: { path: { user: person.id } }, body: { role: next } }),
  );
  return (
    <Sheet title={t("change_role_title", { name: person.name })} isOpen onClose={onClose}>
      <Choices
        label={t("role")}
        value={role}
        onChange={setRole}
        options={roles.map((id) => ({ id, words: t(`roles.${id}`), hint: t(`roles_words.${id}`) }))}
      />
      <div className="sheet-actions">
        <Button onPress={onClose}>{t("cancel", { ns: "core" })}</Button>
        <Button
          look="primary"
          isDisabled={role === person.role}
          onPress={() => {
            give.mutate(role);
            onClose();
          }}
        >
          {t("save", { ns: "core" })}
        </Button>
      </div>
    </Sheet>
  );
}
