import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { api, body } from "~/core/api/client";
import { Problem } from "~/core/problems";
import { queries } from "~/core/query";
import { Button } from "~/ui/button";
import { Confirm } from "~/ui/confirm";
import { Field } from "~/ui/field";
import { useOptimistic } from "~/ui/optimistic";
import { toast } from "~/ui/toast";
import { changeGroup, forgetGroup } from "./cache";
import { type GroupFields, GroupForm } from "./group-form";
import { GroupPictures } from "./group-pictures";
import { useLeaving } from "./leaving";
import { type Group, groupKey } from "./queries";

export function Settings({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  return (
    <>
      {group.my_role === "owner" && <GroupPictures group={group} />}
      {group.my_role === "owner" ? <Change group={group} /> : <p className="quiet">{t("owners_change")}</p>}
      <Leave group={group} />
      {group.my_role === "owner" && <Delete group={group} />}
    </>
  );
}

function Change({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  const save = useMutation({
    mutationFn: (fields: GroupFields) =>
      body(
        api.PATCH("/v1/groups/{group}", {
          params: { path: { group: group.id }, header: { "If-Match": `"${group.version}"` } },
          body: fields,
        }),
      ),
    onSuccess: (changed) => {
      changeGroup(changed, changed);
      toast(t("saved"));
    },
    onError: (error) => {
      // The next try is upon what is there now; what was typed stays.
      if (error instanceof Problem && error.status === 412) {
        void queries.invalidateQueries({ queryKey: groupKey(group.id) });
      }
    },
  });
  const warning = (visibility: Group["visibility"]) =>
    visibility !== group.visibility && (
      <p className="group-note" role="status">
        {t(`turning.${visibility}`)}
      </p>
    );
  return (
    <GroupForm
      initial={group}
      submit={t("save", { ns: "core" })}
      onSubmit={({ name, description, kind, visibility }) =>
        save.mutate({ name, description, kind, visibility })
      }
      isPending={save.isPending}
      error={save.error}
      warning={warning}
    />
  );
}

function Leave({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  const { ask, sheet } = useLeaving(group);
  return (
    <section className="group-section" aria-labelledby="group-leave">
      <h2 id="group-leave">{t("leave")}</h2>
      <p className="quiet">{t(group.my_role === "owner" ? "leave_owner" : "leave_words")}</p>
      <Button onPress={ask}>{t("leave")}</Button>
      {sheet}
    </section>
  );
}

function Delete({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const remove = useOptimistic<void>(
    () => () => {},
    () => api.DELETE("/v1/groups/{group}", { params: { path: { group: group.id } } }),
    () => {
      navigate("/groups");
      forgetGroup(group.id);
      toast(t("deleted", { name: group.name }));
    },
  );
  return (
    <section className="group-section" aria-labelledby="group-delete">
      <h2 id="group-delete">{t("delete")}</h2>
      <p className="quiet">{t("delete_words")}</p>
      <Button look="danger" onPress={() => setAsking(true)} isPending={remove.isPending}>
        {t("delete")}
      </Button>
      {asking && (
        <Confirm
          title={t("delete_title", { name: group.name })}
          words={
            <>
              <p>{t("delete_words")}</p>
              <Field
                label={t("delete_type", { name: group.name })}
                value={typed}
                onChange={setTyped}
                autoComplete="off"
              />
            </>
          }
          act={t("delete")}
          isDisabled={typed.trim() !== group.name.trim()}
          onAct={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
