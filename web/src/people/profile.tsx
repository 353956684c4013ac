import { useTranslation } from "react-i18next";
import { useParams } from "wouter";
import { PersonCall } from "~/calls/person-call";
import { OpenChat } from "~/chat/open-chat";
import { Problem } from "~/core/problems";
import { useMe } from "~/core/session";
import { Cover } from "~/ui/cover";
import { ButtonLink } from "~/ui/link";
import { Page, PageSkeletons } from "~/ui/page";
import { Empty, Trouble } from "~/ui/states";
import { AdminMenu } from "./admin-menu";
import { Facts } from "./facts";
import { FollowButton } from "./follow-button";
import { PersonHead } from "./person-head";
import { type Person, usePerson } from "./queries";
import { PersonTabs } from "./ties";
import "./profile.css";

export function Profile() {
  const { t } = useTranslation("people");
  const { user: id = "" } = useParams();
  const found = usePerson(id);
  if (found.data) return <Found key={id} person={found.data} />;
  if (found.isPending) return <PageSkeletons />;
  const hidden = found.error instanceof Problem && found.error.status === 404;
  return (
    <Page title={t("not_found")} hideTitle>
      {hidden ? (
        <Empty action={<ButtonLink to="/people">{t("to_directory")}</ButtonLink>}>
          {t("not_found_words")}
        </Empty>
      ) : (
        <Trouble error={found.error} again={() => void found.refetch()} />
      )}
    </Page>
  );
}

function Found({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  const { user } = useMe();
  const mine = person.id === user.id;
  return (
    <Page title={person.name} hideTitle>
      <Cover src={person.cover} />
      <PersonHead person={person}>
        {mine ? (
          <ButtonLink to="/me">{t("edit_profile")}</ButtonLink>
        ) : (
          <>
            <FollowButton person={person} />
            {person.status === "active" && (
              <>
                <OpenChat people={[person.id]} words={t("message")} />
                <PersonCall person={person} />
              </>
            )}
          </>
        )}
        <AdminMenu person={person} />
      </PersonHead>
      <Facts person={person} />
      <PersonTabs person={person} />
    </Page>
  );
}
