import { Mail } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, body, once } from "~/core/api/client";
import { ago, day, moment } from "~/core/time";
import { Badge } from "~/ui/badge";
import { Icon } from "~/ui/icon";
import { Menu } from "~/ui/menu";
import { More } from "~/ui/more";
import { useOptimistic } from "~/ui/optimistic";
import { Row, Rows } from "~/ui/rows";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { toast } from "~/ui/toast";
import { changeInvite, type Invite, useInvites } from "./queries";

export function InviteList() {
  const { t } = useTranslation("invites");
  const query = useInvites();
  const invites = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="stack">
      <h2>{t("list")}</h2>
      {query.isPending && <Skeletons count={1} lines={2} />}
      {query.isError && <Trouble error={query.error} again={query.refetch} />}
      {query.isSuccess && !invites.length && <Empty>{t("none")}</Empty>}
      {invites.length > 0 && (
        <Rows label={t("list")}>
          {invites.map((invite) => (
            <Line key={invite.id} invite={invite} />
          ))}
        </Rows>
      )}
      <More query={query} />
    </section>
  );
}

function Line({ invite }: { invite: Invite }) {
  const { id, email, role, status, undelivered, created_at, expires_at } = invite;
  const { t } = useTranslation("invites");
  const params = { path: { invite: id } };
  const revoke = useOptimistic(
    () => changeInvite(id, { status: "revoked" }),
    () => api.DELETE("/v1/invites/{invite}", { params }),
  );
  const again = useOptimistic(
    () => changeInvite(id, { status: "open" }),
    async () => {
      changeInvite(id, await body(api.POST("/v1/invites/{invite}/sendings", { params, headers: once() })));
      toast(t("sent_again", { email }));
    },
  );
  const stands = status === "open" || status === "expired";
  return (
    <Row
      face={<Icon of={Mail} size={24} />}
      name={
        <>
          <bdi>{email}</bdi>
          {status !== "open" && (
            <Badge tone={status === "expired" ? "warning" : "plain"}>{t(`states.${status}`)}</Badge>
          )}
          {undelivered && stands && <Badge tone="warning">{t("undelivered")}</Badge>}
          {role !== "member" && <Badge>{t(`roles.${role}`)}</Badge>}
        </>
      }
      below={
        <>
          <time dateTime={created_at} title={moment(created_at)}>
            {t("sent", { when: ago(created_at) })}
          </time>
          {status === "open" && ` · ${t("until", { date: day(expires_at) })}`}
        </>
      }
    >
      {stands && (
        <Menu
          label={t("acts", { email })}
          choices={[
            { id: "again", words: t("send_again"), act: () => again.mutate() },
            ...(status === "open"
              ? [{ id: "revoke", words: t("revoke"), danger: true, act: () => revoke.mutate() }]
              : []),
          ]}
        />
      )}
    </Row>
  );
}
