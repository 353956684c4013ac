import { Copy, Link2Off } from "lucide-react";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { all } from "~/core/lists";
import { fieldProblem, formProblem, useProblemWords } from "~/core/problem-words";
import { day, number } from "~/core/time";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Confirm } from "~/ui/confirm";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { More } from "~/ui/more";
import { Picker } from "~/ui/picker";
import { Row, Rows } from "~/ui/rows";
import { Sheet } from "~/ui/sheet";
import { FormProblem, Skeleton, Trouble } from "~/ui/states";
import { Switch } from "~/ui/switch";
import { toast } from "~/ui/toast";
import type { Document } from "./model";
import { DAYS, type ShareLink, useLinks, useMaking, useWithdrawing } from "./sharing-queries";

/** Links by which people outside fetch a file: a new one, and those that there are. */
export function Sharing({ of, onClose }: { of: Document; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const [made, setMade] = useState<ShareLink | null>(null);
  return (
    <Sheet title={t("share.of", { name: of.name })} isOpen onClose={onClose} wide>
      <p className="quiet">{t("share.words")}</p>
      {made ? <Made link={made} again={() => setMade(null)} /> : <Making of={of} done={setMade} />}
      <Links of={of} gone={(id) => id === made?.id && setMade(null)} />
    </Sheet>
  );
}

function Making({ of, done }: { of: Document; done: (link: ShareLink) => void }) {
  const { t, i18n } = useTranslation("documents");
  const words = useProblemWords();
  const [days, setDays] = useState<(typeof DAYS)[number]>("7");
  const [guarded, setGuarded] = useState(false);
  const [password, setPassword] = useState("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another wish is another link
  const key = useMemo(() => crypto.randomUUID(), [days, guarded, password]);
  const making = useMaking(of.id, done);
  const lasting = new Intl.NumberFormat(i18n.language, { style: "unit", unit: "day", unitDisplay: "long" });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const secret = guarded ? password : null;
    making.mutate({
      days: Number(days),
      password: secret,
      key,
    });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <FormProblem>{formProblem(making.error, ["password"], words)}</FormProblem>
      <Picker
        label={t("share.days")}
        value={days}
        onChange={setDays}
        options={DAYS.map((id) => ({ id, words: lasting.format(Number(id)) }))}
      />
      <Switch isOn={guarded} onChange={setGuarded}>
        {t("share.guard")}
      </Switch>
      {guarded && (
        <Field
          label={t("share.password")}
          hint={t("share.password_hint")}
          value={password}
          onChange={setPassword}
          problem={fieldProblem(making.error, "password", words)}
          maxLength={200}
          autoComplete="off"
          spellCheck="false"
          autoFocus
          dir="ltr"
        />
      )}
      <div className="sheet-actions">
        <Button
          type="submit"
          look="primary"
          isDisabled={guarded && !password.trim()}
          isPending={making.isPending}
        >
          {t("share.make")}
        </Button>
      </div>
    </form>
  );
}

/** The new one, to be read and copied. */
function Made({ link, again }: { link: ShareLink; again: () => void }) {
  const { t } = useTranslation("documents");
  const copy = useCopying();
  return (
    <div className="stack" role="status">
      <Field
        label={t("share.link")}
        hint={t("share.until", { day: day(link.expires_at) })}
        value={link.url}
        onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
        dir="ltr"
        isReadOnly
      />
      <div className="sheet-actions">
        <Button onPress={again}>{t("share.another")}</Button>
        <Button look="primary" icon={<Icon of={Copy} size={16} />} onPress={() => void copy(link)} autoFocus>
          {t("share.copy")}
        </Button>
      </div>
    </div>
  );
}

function Links({ of, gone }: { of: Document; gone: (id: string) => void }) {
  const { t } = useTranslation("documents");
  const found = useLinks(of.id);
  const [asked, setAsked] = useState<ShareLink | null>(null);
  const withdraw = useWithdrawing(of.id);
  const copy = useCopying();
  const links = all(found.data);
  if (found.isPending) return <Skeleton card={false} lines={1} />;
  if (found.isError && !found.data) {
    return <Trouble error={found.error} again={() => void found.refetch()} />;
  }
  return (
    <section className="stack">
      <h3>{t("share.links")}</h3>
      {links.length === 0 && <p className="quiet">{t("share.none")}</p>}
      {links.length > 0 && (
        <Rows label={t("share.links")}>
          {links.map((link) => (
            <Row
              key={link.id}
              face={null}
              name={
                <>
                  {t("share.until", { day: day(link.expires_at) })}
                  {link.has_password && <Badge>{t("share.guarded")}</Badge>}
                </>
              }
              below={
                <>
                  {t("share.opened", { shown: number(link.opened) })} · <bdi>{link.author.name}</bdi>
                </>
              }
            >
              <Button
                look="quiet"
                aria-label={t("share.copy")}
                icon={<Icon of={Copy} />}
                onPress={() => void copy(link)}
              />
              <Button
                look="quiet"
                aria-label={t("share.withdraw")}
                icon={<Icon of={Link2Off} />}
                onPress={() => setAsked(link)}
              />
            </Row>
          ))}
        </Rows>
      )}
      <More query={found} />
      {asked && (
        <Confirm
          title={t("share.withdraw_title")}
          words={t("share.withdraw_words")}
          act={t("share.withdraw")}
          onAct={() => {
            withdraw.mutate(asked);
            gone(asked.id);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function useCopying(): (link: ShareLink) => Promise<void> {
  const { t } = useTranslation("documents");
  return async ({ url }) => {
    try {
      await navigator.clipboard.writeText(url);
      toast(t("share.copied"));
    } catch {
      toast(t("share.not_copied"), { tone: "danger" });
    }
  };
}
