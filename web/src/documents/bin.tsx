import { useState } from "react";
import { useTranslation } from "react-i18next";
import { all } from "~/core/lists";
import { useMe } from "~/core/session";
import { Ago } from "~/ui/ago";
import { Button } from "~/ui/button";
import { Confirm } from "~/ui/confirm";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { useEmptying, usePurging, useRestoring } from "./actions";
import { KindIcon } from "./kind-icon";
import { focusBeside } from "./lines";
import { bytes, type Document, mayTakeAway, type Space } from "./model";
import { useBin } from "./queries";

/** What was put away in a space in the last thirty days. */
export function Bin({ space }: { space: Space }) {
  const { t } = useTranslation("documents");
  const found = useBin(space.id);
  const purge = usePurging();
  const empty = useEmptying(space.id);
  const [isAsking, setAsking] = useState(false);
  const [asked, setAsked] = useState<{ of: Document; line: Element | null } | null>(null);
  const binned = all(found.data);
  if (found.isPending) return <Skeletons count={1} lines={4} />;
  if (found.isError && !found.data) {
    return <Trouble error={found.error} again={() => void found.refetch()} />;
  }
  if (binned.length === 0 && !found.hasNextPage) return <Empty>{t("bin_empty")}</Empty>;
  return (
    <>
      <div className="row wrap">
        <p className="quiet grow">{t("bin_words")}</p>
        {space.may === "manage" && (
          <Button look="danger" isPending={empty.isPending} onPress={() => setAsking(true)}>
            {t("empty_bin")}
          </Button>
        )}
      </div>
      <Rows label={t("bin")}>
        {binned.map((document) => (
          <Binned
            key={document.id}
            of={document}
            space={space}
            purge={(line) => setAsked({ of: document, line })}
          />
        ))}
      </Rows>
      <More query={found} />
      {isAsking && (
        <Confirm
          title={t("empty_bin_title")}
          words={t("empty_bin_words")}
          act={t("empty_bin")}
          onAct={() => empty.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
      {asked && (
        <Confirm
          title={t("purge_title", { name: asked.of.name })}
          words={t(asked.of.type === "folder" ? "purge_folder_words" : "purge_words")}
          act={t("purge")}
          onAct={() => {
            focusBeside(asked.line);
            purge.mutate(asked.of);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Binned({ of, space, purge }: { of: Document; space: Space; purge: (line: Element | null) => void }) {
  const { t } = useTranslation("documents");
  const { user } = useMe();
  const restore = useRestoring();
  return (
    <Row
      face={<KindIcon kind={of.kind} />}
      name={<bdi>{of.name}</bdi>}
      below={
        <>
          {of.type === "file" && `${bytes(of.size)} · `}
          {of.binned_at && <Ago at={of.binned_at} />}
        </>
      }
    >
      {mayTakeAway(of, space.may, user.id) && (
        <>
          <Button
            onPress={({ target }) => {
              focusBeside(target.closest("li"));
              restore.mutate(of);
            }}
            aria-label={t("restore_of", { name: of.name })}
          >
            {t("restore")}
          </Button>
          <Button
            look="danger"
            onPress={({ target }) => purge(target.closest("li"))}
            aria-label={t("purge_of", { name: of.name })}
          >
            {t("purge")}
          </Button>
        </>
      )}
    </Row>
  );
}
