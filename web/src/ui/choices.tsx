import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import "./field.css";
import "./choices.css";

export interface Option<K extends string> {
  id: K;
  words: ReactNode;
  /** What choosing it means. */
  hint?: ReactNode;
}

interface Props<K extends string> {
  label: string;
  value: K;
  onChange: (value: K) => void;
  options: Option<K>[];
  problem?: string | undefined;
}

/** One of a few, each explained. */
export function Choices<K extends string>({ label, value, onChange, options, problem }: Props<K>) {
  return (
    <RadioGroup
      className="field"
      value={value}
      onChange={(next) => onChange(next as K)}
      isInvalid={Boolean(problem)}
      validationBehavior="aria"
    >
      <Label className="field-label">{label}</Label>
      <div className="choices">
        {options.map(({ id, words, hint }) => (
          <Radio key={id} value={id} className="choice">
            <span className="choice-dot" aria-hidden="true" />
            <span className="grow">
              <span className="choice-words">{words}</span>
              {hint && <span className="choice-hint quiet">{hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldError className="field-problem">{problem}</FieldError>
    </RadioGroup>
  );
}
