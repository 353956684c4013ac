/* The English words type the keys: one that is not there does not compile. */
import "i18next";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "core";
    resources: {
      chat: typeof import("~/chat/words/en.json");
      core: typeof import("~/core/words/en.json");
      calls: typeof import("~/calls/words/en.json");
      documents: typeof import("~/documents/words/en.json");
      feed: typeof import("~/feed/words/en.json");
      groups: typeof import("~/groups/words/en.json");
      identity: typeof import("~/identity/words/en.json");
      invites: typeof import("~/invites/words/en.json");
      people: typeof import("~/people/words/en.json");
      posts: typeof import("~/posts/words/en.json");
      shell: typeof import("~/shell/words/en.json");
      tenants: typeof import("~/tenants/words/en.json");
    };
  }
}
