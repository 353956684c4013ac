import { ChevronDown, X } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { useTranslation } from "react-i18next";
import { Icon } from "./icon";
import "./field.css";
import "./menu.css";
import "./combo.css";

export interface ComboItem {
  id: string;
  words: string;
  /** At the end of the line, such as a count. */
  aside?: string;
}

interface Props {
  label: string;
  /** What stands in the field. */
  text: string;
  onText: (text: string) => void;
  /** A line of the list was chosen. */
  onChoose: (item: ComboItem) => void;
  /** Those that fit `text`, at most a screenful: whoever gives them has looked for them. */
  items: ComboItem[];
  onClear?: (() => void) | undefined;
  onBlur?: () => void;
  hint?: string;
  placeholder?: string;
  problem?: string | undefined;
  maxLength?: number;
  className?: string;
}

/** A field with suggestions below it; what is typed and what is suggested are its owner's. */
export function Combo(props: Props) {
  const { label, text, onText, onChoose, items, onClear, onBlur, hint, problem, maxLength = 120 } = props;
  const { t } = useTranslation();
  return (
    <ComboBox
      className={`field combo ${props.className ?? ""}`}
      items={items}
      inputValue={text}
      onInputChange={onText}
      value={items.find((item) => item.words === text)?.id ?? null}
      onChange={(id) => {
        const chosen = items.find((item) => item.id === id);
        if (chosen) onChoose(chosen);
      }}
      onBlur={onBlur}
      defaultFilter={() => true}
      menuTrigger="focus"
      allowsCustomValue
      isInvalid={Boolean(problem)}
      validationBehavior="aria"
    >
      <Label className="field-label">{label}</Label>
      <div className="combo-line">
        <Input
          className="field-input"
          dir="auto"
          maxLength={maxLength}
          placeholder={props.placeholder ?? " "}
        />
        {onClear && text ? (
          <Button slot={null} className="combo-button" aria-label={t("clear")} onPress={onClear}>
            <Icon of={X} size={16} />
          </Button>
        ) : (
          <Button className="combo-button">
            <Icon of={ChevronDown} size={16} />
          </Button>
        )}
      </div>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
      <Popover className="popover combo-popover" placement="bottom start">
        <ListBox className="menu" items={items}>
          {(item: ComboItem) => (
            <ListBoxItem id={item.id} textValue={item.words} className="menu-item">
              <span className="grow" dir="auto">
                {item.words}
              </span>
              {item.aside && <span className="quiet numbers">{item.aside}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
