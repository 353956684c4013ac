import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "wouter";
import { api, body, once, type Schemas } from "~/core/api/client";
import { wear } from "~/core/brand";
import { slug } from "~/core/network";
import { Problem } from "~/core/problems";
import { day } from "~/core/time";
import { usePublicBrand } from "~/identity/brand";
import { FormOf, useForm } from "~/identity/form";
import { Gate } from "~/identity/gate";
import { PasswordField } from "~/identity/password-field";
import { Icon } from "~/ui/icon";
import { Skeleton, Trouble } from "~/ui/states";
import { openLink } from "./actions";
import { KindIcon } from "./kind-icon";
import { bytes } from "./model";
import "./shared.css";

type SharedFile = Schemas["SharedFile"];

/** What a link for people outside opens: one file, in its company's colours, without an account. */
export function Shared() {
  const { t } = useTranslation("documents");
  const { token = "" } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["shared", token],
    queryFn: ({ signal }) => body(api.GET("/v1/shared/{token}", { params: { path: { token } }, signal })),
  });
  const isVoid = error instanceof Problem && error.status === 404;
  const brand = usePublicBrand(error ? slug : null);
  useUnlisted();
  useEffect(() => {
    if (data) wear(data.tenant);
  }, [data]);
  if (data) return <Opened token={token} file={data} />;
  return (
    <Gate
      title={isVoid ? t("shared.void") : t("shared.file")}
      branding={isPending || brand.isLoading ? null : brand.data}
    >
      {isPending && <Skeleton card={false} />}
      {isVoid && <p>{t("shared.void_words")}</p>}
      {error && !isVoid && <Trouble error={error} again={() => void refetch()} />}
    </Gate>
  );
}

function Opened({ token, file }: { token: string; file: SharedFile }) {
  const { t } = useTranslation("documents");
  const start = (file.has_password ? { password: "" } : {}) as { password: string };
  const form = useForm(
    start,
    ({ password }) =>
      body(
        api.POST("/v1/shared/{token}/content", {
          params: { path: { token } },
          headers: once(),
          body: { password: password ?? null },
        }),
      ),
    ({ url }) => openLink(url),
  );
  return (
    <Gate title={file.name} branding={file.tenant}>
      <div className="shared-file">
        {file.thumbnail ? (
          <img className="shared-picture" src={file.thumbnail} alt="" />
        ) : (
          <KindIcon kind={file.kind} size={48} />
        )}
        <p>
          {t(`kinds.${file.kind}`)} · {bytes(file.size)}
        </p>
      </div>
      <p>{t("shared.by", { name: isolated(file.shared_by), network: isolated(file.tenant.name) })}</p>
      <FormOf
        form={form}
        send={
          <>
            <Icon of={Download} size={16} />
            {t("download")}
          </>
        }
      >
        {file.has_password && (
          <>
            <p className="quiet">{t("shared.asks")}</p>
            <PasswordField {...form.field("password")} />
          </>
        )}
      </FormOf>
      <p className="quiet" role="status">
        {form.isSuccess ? t("shared.begins") : t("share.until", { day: day(file.expires_at) })}
      </p>
    </Gate>
  );
}

/** A name within a sentence keeps its own direction. */
const isolated = (name: string) => `\u2068${name}\u2069`;

/** Whoever finds the link somewhere is not to find it by a search. */
function useUnlisted(): void {
  useEffect(() => {
    const robots = document.createElement("meta");
    robots.name = "robots";
    robots.content = "noindex, nofollow";
    document.head.append(robots);
    return () => robots.remove();
  }, []);
}
