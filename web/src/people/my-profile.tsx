import { useTranslation } from "react-i18next";
import { MeTabs } from "~/identity/me-tabs";
import { Cover } from "~/ui/cover";
import { ButtonLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { Skeleton, Trouble } from "~/ui/states";
import { PersonHead } from "./person-head";
import { MyPictures } from "./pictures/pictures";
import { ProfileForm } from "./profile-form";
import { useMyProfile } from "./queries";
import "./profile.css";

export function MyProfile() {
  const { t } = useTranslation("people");
  const found = useMyProfile();
  return (
    <Page
      title={t("my_profile")}
      actions={found.data && <ButtonLink to={`/people/${found.data.id}`}>{t("as_others")}</ButtonLink>}
    >
      <MeTabs />
      {found.isPending && <Skeleton lines={6} />}
      {found.isError && !found.data && <Trouble error={found.error} again={() => void found.refetch()} />}
      {found.data && (
        <>
          <Cover src={found.data.cover} />
          <PersonHead person={found.data}>
            <ButtonLink to={`/people/${found.data.id}?show=followers`}>{t("followers")}</ButtonLink>
            <ButtonLink to={`/people/${found.data.id}?show=following`}>{t("following")}</ButtonLink>
          </PersonHead>
          <MyPictures me={found.data} />
          <ProfileForm me={found.data} />
        </>
      )}
    </Page>
  );
}
