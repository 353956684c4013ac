import { useMutation, useQuery } from "@tanstack/react-query";
import { Laptop, Smartphone, Tablet, Terminal } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, body, type Schemas } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { queries } from "~/core/query";
import { ago, moment } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Page } from "~/ui/page";
import { Skeletons, Trouble } from "~/ui/states";
import { toast } from "~/ui/toast";
import { type Device, deviceOf } from "./agent";
import { MeTabs } from "./me-tabs";
import { signOut } from "./sign-out";
import "./sessions.css";

type Info = Schemas["SessionInfo"];

const ICONS = { phone: Smartphone, tablet: Tablet, computer: Laptop, program: Terminal };

/** The devices that one is signed in on. */
export function Sessions() {
  const { t } = useTranslation("identity");
  const found = useQuery({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => body(api.GET("/v1/me/sessions", { signal })),
    staleTime: 0,
  });
  const items = [...(found.data?.items ?? [])].sort((one, other) => Number(other.current) - Number(one.current));
  return (
    <Page title={t("devices")}>
      <MeTabs />
      <p className="quiet">{t("devices_words")}</p>
      {found.isPending && <Skeletons count={2} lines={1} />}
      {found.isError && <Trouble error={found.error} again={found.refetch} />}
      <ul className="card sessions">
        {items.map((one) => (
          <Session key={one.id} session={one} />
        ))}
      </ul>
    </Page>
  );
}

function Session({ session }: { session: Info }) {
  const { t } = useTranslation("identity");
  const device = deviceOf(session.agent);
  const name = useName(device);
  const out = useSignOut(session);
  return (
    <li className="session">
      <Icon of={ICONS[device.kind]} size={24} />
      <div className="grow">
        <p className="session-name">
          <bdi>{name}</bdi> {session.current && <span className="session-here">{t("this_device")}</span>}
        </p>
        <p className="quiet numbers">
          {session.current ? (
            t("used_now")
          ) : (
            <time dateTime={session.last_used_at} title={moment(session.last_used_at)}>
              {t("used", { when: ago(session.last_used_at) })}
            </time>
          )}
        </p>
      </div>
      <Button
        isPending={out.isPending}
        onPress={() => out.mutate()}
        aria-label={session.current ? t("sign_out_here") : t("sign_out_of", { device: name })}
      >
        {t("sign_out")}
      </Button>
    </li>
  );
}

function useName({ browser, system }: Device): string {
  const { t } = useTranslation("identity");
  if (browser && system) return t("device_on", { browser, system });
  return browser ?? system ?? t("device_unknown");
}

/** Another device goes from the list at once, and comes back where the server refuses. */
function useSignOut({ id, current }: Info) {
  const words = useProblemWords();
  return useMutation({
    mutationFn: async () => {
      if (current) return signOut();
      const key = ["sessions"];
      const before = queries.getQueryData<{ items: Info[] }>(key);
      queries.setQueryData(key, { ...before, items: before?.items.filter((one) => one.id !== id) ?? [] });
      try {
        await api.DELETE("/v1/sessions/{session}", { params: { path: { session: id } } });
      } catch (error) {
        queries.setQueryData(key, before);
        throw error;
      }
    },
    onError: (error) => toast(words(error), { tone: "danger" }),
  });
}
