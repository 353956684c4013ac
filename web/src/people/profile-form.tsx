import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { fieldProblem, formProblem, useProblemWords } from "~/core/problem-words";
import { Problem } from "~/core/problems";
import { queries } from "~/core/query";
import { session } from "~/core/session";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { FormProblem } from "~/ui/states";
import { toast } from "~/ui/toast";
import { type Draft, useDraft } from "./draft";
import { FacetField } from "./facet-field";
import { changePerson } from "./follow";
import { type Me, meKey } from "./queries";
import { ZonePicker } from "./zone-picker";

/** My profile, to change. What is typed stays with the tab until it is saved or thrown away. */
export function ProfileForm({ me }: { me: Me }) {
  const { t } = useTranslation("people");
  const problem = useProblemWords();
  const { draft, set, changed, discard } = useDraft(me);
  const save = useMutation({
    mutationFn: (fields: Partial<Draft>) =>
      body(api.PATCH("/v1/me", { params: { header: { "If-Match": `"${me.version}"` } }, body: fields })),
    onSuccess: (saved) => {
      queries.setQueryData(meKey, saved);
      changePerson(saved.id, { ...saved, following: null });
      session.renamed(saved.name);
      discard();
      toast(t("saved"));
    },
    onError: (error) => {
      // The next try is upon what is there now; what was typed stays.
      if (error instanceof Problem && error.status === 412)
        void queries.invalidateQueries({ queryKey: meKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(changed);
  };
  const at = (field: keyof Draft) => fieldProblem(save.error, field, problem);
  const dirty = Object.keys(changed).length > 0;
  return (
    <form className="stack profile-form" onSubmit={submit}>
      <FormProblem>{formProblem(save.error, Object.keys(draft), problem)}</FormProblem>
      <Field
        label={t("name")}
        value={draft.name}
        onChange={(name) => set({ name })}
        autoComplete="name"
        maxLength={80}
        problem={at("name")}
        isRequired
      />
      <Field
        label={t("job_title")}
        value={draft.title}
        onChange={(title) => set({ title })}
        autoComplete="organization-title"
        maxLength={120}
        problem={at("title")}
      />
      <FacetField
        label={t("department")}
        field="department"
        value={draft.department}
        onChange={(department) => set({ department })}
        problem={at("department")}
      />
      <FacetField
        label={t("location")}
        field="location"
        value={draft.location}
        onChange={(location) => set({ location })}
        problem={at("location")}
      />
      <Field
        label={t("about")}
        hint={t("about_hint")}
        rows={4}
        value={draft.about}
        onChange={(about) => set({ about })}
        maxLength={4000}
        problem={at("about")}
      />
      <ZonePicker
        value={draft.time_zone}
        onChange={(time_zone) => set({ time_zone })}
        problem={at("time_zone")}
      />
      <div className="row wrap">
        <Button type="submit" look="primary" isPending={save.isPending} isDisabled={!dirty}>
          {t("save", { ns: "core" })}
        </Button>
        {dirty && (
          <Button look="quiet" onPress={discard}>
            {t("discard")}
          </Button>
        )}
      </div>
    </form>
  );
}
