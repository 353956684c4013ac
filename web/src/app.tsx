/** Which screen an address shows. Every screen but the feed is a file of its own, fetched when it is opened. */
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { RouterProvider } from "react-aria-components";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { useTranslation } from "react-i18next";
import { Redirect, Route, Router, Switch, useLocation } from "wouter";
import { CallHost } from "~/calls/host";
import { TitleCount } from "~/chat/badge";
import { startPresence } from "~/chat/presence";
import { startUnread } from "~/chat/unread";
import { allWords } from "~/core/i18n";
import { useKept } from "~/core/keeping";
import { live } from "~/core/live";
import { base, goTo, slug } from "~/core/network";
import { queries } from "~/core/query";
import { useMe, useSession } from "~/core/session";
import { UploadsHost } from "~/documents/host";
import { startArrivals } from "~/feed/arrivals";
import { Home } from "~/feed/home";
import { Shell } from "~/shell/shell";
import { Boundary } from "~/ui/boundary";
import { PageSkeletons } from "~/ui/page";
import { Toasts } from "~/ui/toast";

const screen = <K extends string>(load: () => Promise<Record<K, () => React.ReactNode>>, name: K) =>
  lazy(async () => {
    const [room] = await Promise.all([load(), allWords()]);
    return { default: room[name] };
  });

const Front = screen(() => import("~/identity/front"), "Front");
const SignUp = screen(() => import("~/identity/sign-up"), "SignUp");
const SignIn = screen(() => import("~/identity/sign-in"), "SignIn");
const Forgot = screen(() => import("~/identity/forgot"), "Forgot");
const NewPassword = screen(() => import("~/identity/new-password"), "NewPassword");
const Invitation = screen(() => import("~/invites/invitation"), "Invitation");
const Invites = screen(() => import("~/invites/invites"), "Invites");
const PostPage = screen(() => import("~/posts/post-page"), "PostPage");
const Groups = screen(() => import("~/groups/groups"), "Groups");
const NewGroup = screen(() => import("~/groups/new-group"), "NewGroup");
const GroupPage = screen(() => import("~/groups/group-page"), "GroupPage");
const Files = screen(() => import("~/documents/files"), "Files");
const Chat = screen(() => import("~/chat/chat"), "Chat");
const People = screen(() => import("~/people/people"), "People");
const Profile = screen(() => import("~/people/profile"), "Profile");
const MyProfile = screen(() => import("~/people/my-profile"), "MyProfile");
const Sessions = screen(() => import("~/identity/sessions"), "Sessions");
const Settings = screen(() => import("~/identity/settings"), "Settings");
const Branding = screen(() => import("~/tenants/branding"), "Branding");
const NetworkSettings = screen(() => import("~/tenants/network-settings"), "NetworkSettings");
const Shared = screen(() => import("~/documents/shared"), "Shared");
const NotFound = screen(() => import("~/shell/not-found"), "NotFound");
const PublicNotFound = screen(() => import("~/shell/not-found"), "PublicNotFound");

export function App() {
  const { i18n } = useTranslation();
  return (
    <I18nProvider locale={i18n.language}>
      <QueryClientProvider client={queries}>
        <Router base={base}>
          <Linked>{slug ? <InNetwork /> : <Public />}</Linked>
        </Router>
        <Toasts />
      </QueryClientProvider>
    </I18nProvider>
  );
}

/** Links of react-aria go through the router; those that leave the network load anew. */
function Linked({ children }: { children: React.ReactNode }) {
  const [, navigate] = useLocation();
  const go = (to: string) => {
    if (base && (to === base || to.startsWith(`${base}/`))) navigate(to.slice(base.length) || "/");
    else if (base || to.startsWith("/at/")) goTo(to);
    else navigate(to);
  };
  return <RouterProvider navigate={go}>{children}</RouterProvider>;
}

/** Before one is in any network. */
function Public() {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/" component={Front} />
        <Route path="/sign-up" component={SignUp} />
        <Route path="/invitations/:token" component={Invitation} />
        <Route path="/password-resets/:token" component={NewPassword} />
        <Route component={PublicNotFound} />
      </Switch>
    </Suspense>
  );
}

/** A file that is shared with people outside is shown alike to them and to whoever is signed in. */
function InNetwork() {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/shared/:token" component={Shared} />
        <Route component={Network} />
      </Switch>
    </Suspense>
  );
}

function Network() {
  const now = useSession();
  if (now.is === "starting") return null;
  return now.is === "in" ? <SignedIn /> : <SignedOut />;
}

function SignedOut() {
  const [path] = useLocation();
  const back = path === "/" ? "" : `?back=${encodeURIComponent(path + location.search)}`;
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/sign-in" component={SignIn} />
        <Route path="/forgot" component={Forgot} />
        <Route>
          <Redirect to={`/sign-in${back}`} replace />
        </Route>
      </Switch>
    </Suspense>
  );
}

function SignedIn() {
  const [path] = useLocation();
  const isReady = useKept(useMe().user.id);
  useEffect(() => {
    const ends = [startArrivals(), startUnread(), startPresence()];
    live.start();
    return () => {
      live.stop();
      for (const end of ends) end();
    };
  }, []);
  if (!isReady) return null;
  return (
    <>
      <Shell>
        <TitleCount />
        <Boundary at={path}>
          <Suspense fallback={<PageSkeletons />}>
            <Switch>
              <Route path="/" component={Home} />
              <Route path="/sign-in">
                <Back />
              </Route>
              <Route path="/forgot">
                <Back />
              </Route>
              <Route path="/posts/:post" component={PostPage} />
              <Route path="/groups" component={Groups} />
              <Route path="/groups/new" component={NewGroup} />
              <Route path="/groups/:group/:tab?" component={GroupPage} />
              <Route path="/chat/:conversation?" component={Chat} />
              <Route path="/files/:space?/:folder?" component={Files} />
              <Route path="/people" component={People} />
              <Route path="/people/:user" component={Profile} />
              <Route path="/me" component={MyProfile} />
              <Route path="/me/sessions" component={Sessions} />
              <Route path="/me/settings" component={Settings} />
              <Route path="/admin/branding" component={Branding} />
              <Route path="/admin/settings" component={NetworkSettings} />
              <Route path="/admin/invites" component={Invites} />
              <Route component={NotFound} />
            </Switch>
          </Suspense>
        </Boundary>
      </Shell>
      <CallHost />
      <UploadsHost />
    </>
  );
}

/** After signing in: to where one was, inside this network only. */
function Back() {
  const back = new URLSearchParams(location.search).get("back") ?? "/";
  return <Redirect to={back.startsWith("/") && !back.startsWith("//") ? back : "/"} replace />;
}
