import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Redirect, useParams } from "wouter";
import { Problem } from "~/core/problems";
import { useMe } from "~/core/session";
import { useMyGroups } from "~/groups/queries";
import { Icon } from "~/ui/icon";
import { ButtonLink, Link } from "~/ui/link";
import { LinkTabs } from "~/ui/link-tabs";
import { Page } from "~/ui/page";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { Adding } from "./adding";
import { Bin } from "./bin";
import { Crumbs } from "./crumbs";
import { bringTray } from "./door";
import { Listing } from "./listing";
import { binOf, type Document, pathOf, type Space, type Where } from "./model";
import { useFile, useSpace } from "./queries";
import { Storage } from "./storage";
import { Tray } from "./tray";
import "./files.css";

bringTray(Tray); // with this screen, so that it is there without a connection too

/** The files of a space: the company's, a group's, one's own. Which, and which folder of it, stands in the address. */
export function Files() {
  const { user } = useMe();
  const { space, folder } = useParams();
  const home = user.role === "guest" ? `u${user.id}` : "company"; // to guests the company's are not there
  const at = space ?? home;
  if (folder === "bin") return <BinOf key={at} space={at} />;
  return <Opened key={`${at}/${folder}`} where={{ space: at, folder: folder ?? null }} />;
}

function Opened({ where }: { where: Where }) {
  const { t } = useTranslation("documents");
  const { user } = useMe();
  const space = useSpace(where.space);
  const folder = useFile(where.folder);
  const name = useSpaceName();
  const error = space.error ?? folder.error;
  if (error)
    return <Missing error={error} again={() => void Promise.all([space.refetch(), folder.refetch()])} />;
  if (!space.data || (where.folder && !folder.data)) {
    return (
      <Page title={t("title")} wide>
        <Spaces here={where.space} />
        <Skeletons count={1} lines={4} />
      </Page>
    );
  }
  if (folder.data?.binned_at) return <InBin folder={folder.data} />;
  if (folder.data && !isThere(folder.data, where)) {
    return <Redirect to={pathOf(homeOf(folder.data))} replace />;
  }
  const { may } = space.data;
  const isMine = where.space === `u${user.id}`;
  return (
    <Page
      title={folder.data?.name ?? name(space.data)}
      wide
      actions={
        may !== "read" && (
          <>
            <Adding where={where} />
            <ButtonLink
              to={binOf(where.space)}
              look="quiet"
              className="button-icon"
              aria-label={t("bin")}
              icon={<Icon of={Trash2} />}
            />
          </>
        )
      }
    >
      {folder.data ? (
        <Crumbs
          space={where.space}
          name={name(space.data)}
          path={folder.data.path}
          here={folder.data.name}
          may={may}
        />
      ) : (
        <Spaces here={where.space} />
      )}
      <Listing where={where} may={may} folder={folder.data} />
      {isMine && !where.folder && (
        <>
          <p>
            <Link to={`/files/a${user.id}`} className="lone-link">
              {t("attached.space")}
            </Link>
          </p>
          <Storage />
        </>
      )}
    </Page>
  );
}

/** Whether it is a folder, and of the space that the address names: it may have moved. */
const isThere = ({ type, space }: Document, where: Where) => type === "folder" && space === where.space;

const homeOf = ({ id, type, space, folder }: Document): Where => ({
  space,
  folder: type === "folder" ? id : folder,
});

function BinOf({ space: id }: { space: string }) {
  const { t } = useTranslation("documents");
  const space = useSpace(id);
  const name = useSpaceName();
  if (space.error) return <Missing error={space.error} again={() => void space.refetch()} />;
  return (
    <Page title={t("bin")} wide>
      {space.data ? (
        <>
          <Crumbs space={id} name={name(space.data)} path={[]} here={t("bin")} may="read" />
          <Bin space={space.data} />
        </>
      ) : (
        <Skeletons count={1} lines={4} />
      )}
    </Page>
  );
}

function Missing({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useTranslation("documents");
  const isHidden = error instanceof Problem && error.status === 404;
  return (
    <Page title={t("title")} wide>
      {isHidden ? (
        <Empty action={<ButtonLink to="/files">{t("to_files")}</ButtonLink>}>{t("not_found")}</Empty>
      ) : (
        <Trouble error={error} again={again} />
      )}
    </Page>
  );
}

/** Put away since it was opened, or before a link to it was pressed. */
function InBin({ folder: { name, space } }: { folder: Document }) {
  const { t } = useTranslation("documents");
  return (
    <Page title={name} wide>
      <Empty action={<ButtonLink to={pathOf({ space, folder: null })}>{t("to_files")}</ButtonLink>}>
        {t("binned", { name })}
      </Empty>
    </Page>
  );
}

/** The company's files, mine, those of my groups; and those of a group that is looked at from outside. */
function Spaces({ here }: { here: string }) {
  const { t } = useTranslation("documents");
  const { user } = useMe();
  const groups = useMyGroups().data?.items ?? [];
  const tab = (space: string, words: string) => ({ to: `/files/${space}`, words, here: here === space });
  const tabs = groups.map(({ id, name }) => tab(`g${id}`, name));
  const sent = here === `a${user.id}` ? [tab(here, t("attached.space"))] : [];
  const company = user.role === "guest" ? [] : [tab("company", t("company"))];
  return (
    <LinkTabs label={t("spaces")} tabs={[...company, tab(`u${user.id}`, t("mine")), ...sent, ...tabs]} />
  );
}

function useSpaceName(): (space: Space) => string {
  const { t } = useTranslation("documents");
  return ({ kind, name }) =>
    kind === "group"
      ? name
      : t(kind === "attached" ? "attached.space" : kind === "company" ? "company" : "mine");
}
