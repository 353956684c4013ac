import { api, body } from "~/core/api/client";
import { Pictures } from "~/people/pictures/pictures";
import { changeGroup } from "./cache";
import { Mark } from "./group-row";
import type { Group } from "./queries";

/** How a group looks, for its owners to change. */
export function GroupPictures({ group }: { group: Group }) {
  const params = { path: { group: group.id } };
  const worn = (saved: Group) => void changeGroup(saved, saved);
  return (
    <Pictures
      avatar={group.avatar}
      cover={group.cover}
      face={<Mark group={group} />}
      wearer={{
        offer: (picture) => body(api.POST("/v1/groups/{group}/pictures", { params, body: picture })),
        put: async (slot, upload) => {
          const said = { params, body: { upload } };
          worn(
            await body(
              slot === "avatar"
                ? api.PUT("/v1/groups/{group}/pictures/avatar", said)
                : api.PUT("/v1/groups/{group}/pictures/cover", said),
            ),
          );
        },
        remove: async (slot) => {
          if (slot === "avatar") await api.DELETE("/v1/groups/{group}/pictures/avatar", { params });
          else await api.DELETE("/v1/groups/{group}/pictures/cover", { params });
          worn(await body(api.GET("/v1/groups/{group}", { params })));
        },
      }}
    />
  );
}
