/** What the forms of this room have in common: what was typed stays, each problem stands beside its field. */
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldProblem, formProblem, useProblemWords } from "~/core/problem-words";
import { Problem } from "~/core/problems";
import { Button } from "~/ui/button";
import { FormProblem } from "~/ui/states";

type Values<K extends string> = Record<K, string>;

/** A form whose fields must all be filled in. `send` asks the server; its fields are named as the server's are. */
export function useForm<K extends string, T>(
  start: Values<K>,
  send: (values: Values<K>) => Promise<T>,
  done?: (answer: T) => void,
) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const [values, setValues] = useState(start);
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: send,
    onSuccess: (answer: T) => done?.(answer),
  });
  const wait = useWait(error);
  const names = Object.keys(start) as K[];
  const isBlank = (name: K) => values[name].trim() === "";

  // To the first field that is wrong, each time one tried.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what it waits for
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [tries, error]);

  const isOver = error instanceof Problem && error.status === 429 && wait === 0;
  return {
    values,
    error,
    isPending,
    isSuccess,
    wait,
    problem: isOver ? undefined : formProblem(error, names, words),
    set: (changed: Partial<Values<K>>) => setValues((now) => ({ ...now, ...changed })),
    field: (name: K) => ({
      name,
      value: values[name],
      onChange: (value: string) => setValues((now) => ({ ...now, [name]: value })),
      problem: tries && isBlank(name) ? t("problems.missing") : fieldProblem(error, name, words),
    }),
    attributes: {
      ref: form,
      method: "post", // never in an address, should the script not run
      noValidate: true, // our own words, beside the field
      onSubmit: (event: FormEvent) => {
        event.preventDefault();
        setTries(tries + 1);
        if (!wait && !isPending && !names.some(isBlank)) mutate(values);
      },
    },
  };
}

type Form = Pick<ReturnType<typeof useForm>, "attributes" | "problem" | "wait" | "isPending">;

/** The form itself: what is wrong with it as a whole, its fields, and the button that sends it. */
export function FormOf({ form, send, children }: { form: Form; send: ReactNode; children: ReactNode }) {
  return (
    <form {...form.attributes} className="stack">
      <FormProblem>{form.problem}</FormProblem>
      {children}
      <Button type="submit" look="primary" isPending={form.isPending || form.wait > 0}>
        {send}
        {form.wait > 0 && <Countdown seconds={form.wait} />}
      </Button>
    </form>
  );
}

/** To be seen only: the words above the form have said it once, and nobody wants to hear every second. */
function Countdown({ seconds }: { seconds: number }) {
  const { i18n } = useTranslation();
  const digits = (value: number, least: number) =>
    new Intl.NumberFormat(i18n.language, { minimumIntegerDigits: least }).format(value);
  return (
    <bdi className="numbers" aria-hidden="true">
      {digits(Math.floor(seconds / 60), 1)}:{digits(seconds % 60, 2)}
    </bdi>
  );
}

/** The seconds that the server still wants one to wait. */
function useWait(error: unknown): number {
  const [left, setLeft] = useState(0);
  const seconds = error instanceof Problem && error.status === 429 ? (error.retryAfter ?? 60) : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal begins anew
  useEffect(() => {
    const until = Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    if (!seconds) return undefined;
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [error, seconds]);
  return left;
}
