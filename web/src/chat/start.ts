import { useMutation } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { api, body, once } from "~/core/api/client";
import { keepConversation } from "./cache";
import { chatPath } from "./keys";

type Given = { people: string[]; name?: string } | { group: string };

const started = (given: Given) =>
  body(
    api.POST("/v1/conversations", {
      body: { people: [], group: null, name: null, avatar: null, ...given },
      headers: once(),
    }),
  );

const CLOSED = 300; // ms: a sheet that closes gives the focus back to what opened it

/** What one begins with is to write. A phone's keyboard comes when it is asked for. */
function writeNext(): void {
  if (!matchMedia("(pointer: fine)").matches) return;
  document.querySelector<HTMLElement>(".chat-writing textarea")?.focus();
}

/** The id of the one conversation with a person. */
export const talkWith = async (person: string): Promise<string> => (await started({ people: [person] })).id;

/** Begins a conversation, or finds the one that is there, and goes to it. */
export function useStart() {
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: started,
    onSuccess: (conversation) => {
      keepConversation(conversation);
      navigate(chatPath(conversation.id));
      setTimeout(writeNext, CLOSED);
    },
  });
}
