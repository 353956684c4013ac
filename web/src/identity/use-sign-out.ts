import { useMutation } from "@tanstack/react-query";
import { useProblemWords } from "~/core/problem-words";
import { toast } from "~/ui/toast";
import { signOut } from "./sign-out";

/** For a button that signs out; says so where it did not work. */
export function useSignOut() {
  const words = useProblemWords();
  return useMutation({
    mutationFn: signOut,
    onError: (error) => toast(words(error), { tone: "danger" }),
  });
}
