import { useMutation } from "@tanstack/react-query";
import { useProblemWords } from "~/core/problem-words";
import { toast } from "./toast";

/** A write that shows at once: `show` changes what is kept and gives the way back, taken when the server refuses. */
export function useOptimistic<Given = void>(
  show: (given: Given) => () => void,
  send: (given: Given) => Promise<unknown>,
  done?: (given: Given) => void,
) {
  const words = useProblemWords();
  return useMutation({
    mutationFn: send,
    onMutate: show,
    onSuccess: (_answer, given) => done?.(given),
    onError: (error, _given, undo) => {
      undo?.();
      toast(words(error), { tone: "danger" });
    },
  });
}
