import type { ReactNode } from "react";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import "./radios.css";

interface Option<V extends string> {
  value: V;
  words: ReactNode;
  hint?: ReactNode;
}

interface Props<V extends string> {
  label: string;
  options: Option<V>[];
  value: V;
  onChange: (value: V) => void;
  name?: string;
}

/** One of a few, all to be seen at once. */
export function Radios<V extends string>({ label, options, value, onChange, name }: Props<V>) {
  return (
    <RadioGroup
      className="radios"
      value={value}
      onChange={(chosen) => onChange(chosen as V)}
      {...(name ? { name } : {})}
    >
      <Label className="field-label">{label}</Label>
      <div className="radios-options">
        {options.map(({ value: option, words, hint }) => (
          <Radio key={option} value={option} className="radio">
            <span className="radio-mark" aria-hidden="true" />
            <span className="radio-words">
              <span>{words}</span>
              {hint && <span className="field-hint">{hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
