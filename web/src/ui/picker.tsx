import { ChevronDown } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select, SelectValue } from "react-aria-components/Select";
import { Icon } from "./icon";
import "./field.css";
import "./menu.css";
import "./picker.css";

interface Props<K extends string> {
  label: string;
  value: K;
  onChange: (value: K) => void;
  options: { id: K; words: string }[];
  problem?: string | undefined;
}

/** One of a few, folded. */
export function Picker<K extends string>({ label, value, onChange, options, problem }: Props<K>) {
  return (
    <Select
      className="field"
      value={value}
      onChange={(next) => onChange(next as K)}
      isInvalid={Boolean(problem)}
      validationBehavior="aria"
    >
      <Label className="field-label">{label}</Label>
      <Button className="field-input picker-button">
        <SelectValue className="cut" />
        <Icon of={ChevronDown} size={16} />
      </Button>
      <FieldError className="field-problem">{problem}</FieldError>
      <Popover className="popover combo-popover">
        <ListBox className="menu" items={options}>
          {(option) => (
            <ListBoxItem id={option.id} className="menu-item">
              {option.words}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
