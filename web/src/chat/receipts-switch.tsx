import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { queries } from "~/core/query";
import { useOptimistic } from "~/ui/optimistic";
import { Switch } from "~/ui/switch";
import "./details.css";

const key = ["chat-settings"];

/** Among the settings: whether others see what I have read. */
export function ReceiptsSwitch() {
  const { t } = useTranslation("chat");
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => body(api.GET("/v1/me/chat", { signal })),
  });
  const change = useOptimistic(
    (receipts: boolean) => {
      queries.setQueryData(key, { receipts });
      return () => queries.setQueryData(key, { receipts: !receipts });
    },
    (receipts) => api.PATCH("/v1/me/chat", { body: { receipts } }),
    () => void queries.invalidateQueries({ queryKey: ["chat", "seats"] }),
  );
  return (
    <section className="stack">
      <h2>{t("chat")}</h2>
      {data && (
        <Switch isOn={data.receipts} onChange={change.mutate}>
          <span>
            {t("receipts")}
            <span className="chat-hint quiet">{t("receipts_words")}</span>
          </span>
        </Switch>
      )}
    </section>
  );
}
