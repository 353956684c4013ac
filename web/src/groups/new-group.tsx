import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { api, body, once } from "~/core/api/client";
import { queries } from "~/core/query";
import { useMe } from "~/core/session";
import { ButtonLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { Empty } from "~/ui/states";
import { changeGroup } from "./cache";
import { type GroupFields, GroupForm } from "./group-form";
import "./groups.css";

const BLANK: GroupFields = { name: "", description: "", kind: "team", visibility: "open" };

export function NewGroup() {
  const { t } = useTranslation("groups");
  const { user } = useMe();
  const [, navigate] = useLocation();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const make = useMutation({
    mutationFn: (fields: GroupFields) => body(api.POST("/v1/groups", { headers: once(key), body: fields })),
    onSuccess: (group) => {
      changeGroup(group, {});
      void queries.invalidateQueries({ queryKey: ["groups", "list"] });
      navigate(`/groups/${group.id}`, { replace: true });
    },
    onError: () => setKey(crypto.randomUUID()), // what is sent next may be another group
  });
  return (
    <Page title={t("new_title")}>
      {user.role === "guest" ? (
        <Empty action={<ButtonLink to="/groups">{t("title")}</ButtonLink>}>{t("guests_do_not")}</Empty>
      ) : (
        <GroupForm
          initial={BLANK}
          submit={t("make")}
          onSubmit={make.mutate}
          isPending={make.isPending}
          error={make.error}
        />
      )}
    </Page>
  );
}
