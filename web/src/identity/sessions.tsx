import { useQuery } from "@tanstack/react-query";
import { Laptop, Smartphone, Tablet, Terminal } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, body, type Schemas } from "~/core/api/client";
import { queries } from "~/core/query";
import { ago, moment } from "~/core/time";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { useOptimistic } from "~/ui/optimistic";
import { Page } from "~/ui/page";
import { Row, Rows } from "~/ui/rows";
import { Skeletons, Trouble } from "~/ui/states";
import { type Device, deviceOf } from "./agent";
import { MeTabs } from "./me-tabs";
import { useSignOut } from "./use-sign-out";

type Info = Schemas["SessionInfo"];

const KEY = ["sessions"];
const ICONS = { phone: Smartphone, tablet: Tablet, computer: Laptop, program: Terminal };

/** The devices that one is signed in on, this one first. */
export function Sessions() {
  const { t } = useTranslation("identity");
  const { data, isPending, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => body(api.GET("/v1/me/sessions", { signal })),
    staleTime: 0,
  });
  const here = data?.items.find((one) => one.current);
  const others = data?.items.filter((one) => !one.current) ?? [];
  return (
    <Page title={t("devices")}>
      <MeTabs />
      <p className="quiet">{t("devices_words")}</p>
      {isPending && <Skeletons count={1} lines={1} />}
      {error && <Trouble error={error} again={refetch} />}
      {here && (
        <Rows label={t("devices")}>
          <Here key={here.id} session={here} />
          {others.map((one) => (
            <Other key={one.id} session={one} />
          ))}
        </Rows>
      )}
    </Page>
  );
}

function Here({ session }: { session: Info }) {
  const { t } = useTranslation("identity");
  const device = deviceOf(session.agent);
  const out = useSignOut();
  return (
    <Row
      face={<Icon of={ICONS[device.kind]} size={24} />}
      name={
        <>
          {useName(device)} <Badge>{t("this_device")}</Badge>
        </>
      }
      below={t("used_now")}
    >
      <Button isPending={out.isPending} onPress={() => out.mutate()} aria-label={t("sign_out_here")}>
        {t("sign_out")}
      </Button>
    </Row>
  );
}

function Other({ session: { id, agent, last_used_at } }: { session: Info }) {
  const { t } = useTranslation("identity");
  const device = deviceOf(agent);
  const name = useName(device);
  const out = useOptimistic(
    () => goneFromList(id),
    () => api.DELETE("/v1/sessions/{session}", { params: { path: { session: id } } }),
  );
  return (
    <Row
      face={<Icon of={ICONS[device.kind]} size={24} />}
      name={name}
      below={
        <time dateTime={last_used_at} title={moment(last_used_at)}>
          {t("used", { when: ago(last_used_at) })}
        </time>
      }
    >
      <Button onPress={() => out.mutate()} aria-label={t("sign_out_of", { device: name })}>
        {t("sign_out")}
      </Button>
    </Row>
  );
}

function useName({ browser, system }: Device): string {
  const { t } = useTranslation("identity");
  if (browser && system) return t("device_on", { browser, system });
  return browser ?? system ?? t("device_unknown");
}

function goneFromList(id: string): () => void {
  const before = queries.getQueryData<{ items: Info[] }>(KEY);
  if (before) {
    queries.setQueryData(KEY, { ...before, items: before.items.filter((one) => one.id !== id) });
  }
  return () => queries.setQueryData(KEY, before);
}
