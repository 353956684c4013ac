/** From elsewhere into a conversation. */
import { MessageCircle } from "lucide-react";
import { useProblemWords } from "~/core/problem-words";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { toast } from "~/ui/toast";
import { useStart } from "./start";

/** To the one conversation with a person, or to a group's channel. */
export function OpenChat({ words, ...to }: { words: string } & ({ people: string[] } | { group: string })) {
  const problem = useProblemWords();
  const start = useStart();
  return (
    <Button
      icon={<Icon of={MessageCircle} />}
      isPending={start.isPending}
      onPress={() => start.mutate(to, { onError: (error) => toast(problem(error), { tone: "danger" }) })}
    >
      {words}
    </Button>
  );
}
