import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField, type TextFieldProps } from "react-aria-components/TextField";
import "./field.css";

interface Props extends Omit<TextFieldProps, "className" | "style" | "children" | "validate" | "maxLength"> {
  label: string;
  hint?: ReactNode;
  /** What the server, or a check of ours, says is wrong; undefined when nothing is. */
  problem?: string | undefined;
  rows?: number;
  placeholder?: string;
  maxLength?: number;
  dir?: "auto" | "ltr";
}

/** One line of text, or several with `rows`; its label, its hint, and what is wrong with it. */
export function Field({ label, hint, problem, rows, placeholder, maxLength, dir = "auto", ...rest }: Props) {
  const inner = {
    placeholder: placeholder ?? " ", // an empty one is never "shown", as CSS sees it
    maxLength: maxLength ?? 100_000,
    dir,
    className: "field-input",
  };
  return (
    <TextField {...rest} isInvalid={Boolean(problem)} validationBehavior="aria" className="field">
      <Label className="field-label">{label}</Label>
      {rows ? <TextArea {...inner} rows={rows} /> : <Input {...inner} />}
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </TextField>
  );
}
