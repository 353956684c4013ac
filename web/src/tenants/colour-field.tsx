import { type ReactNode, useId, useMemo, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ColorArea } from "react-aria-components/ColorArea";
import { ColorField } from "react-aria-components/ColorField";
import { type Color, ColorPicker, parseColor } from "react-aria-components/ColorPicker";
import { ColorSlider, SliderTrack } from "react-aria-components/ColorSlider";
import { ColorThumb } from "react-aria-components/ColorThumb";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { useTranslation } from "react-i18next";
import "~/ui/field.css";
import "~/ui/menu.css";
import "./colour-field.css";

interface Props {
  label: string;
  hint: string;
  /** Null: the default, or what follows from another. */
  value: string | null;
  /** What null comes to. */
  present: string;
  onChange: (value: string | null) => void;
  problem: ReactNode;
  isInvalid: boolean;
}

/** A colour as #rrggbb, or by eye; empty is the default. */
export function ColourField({ label, hint, value, present, onChange, problem, isInvalid }: Props) {
  const colour = value ?? present;
  const typed = useMemo(() => value && parseColor(value), [value]); // a new one would undo what is being typed
  const id = useId();
  return (
    <div className="field">
      <ColorField
        className="field"
        value={typed}
        aria-describedby={isInvalid ? id : undefined}
        onChange={(chosen) => onChange(chosen && hex(chosen))}
        isInvalid={isInvalid}
        validationBehavior="aria"
        isWheelDisabled
      >
        <Label className="field-label">{label}</Label>
        <div className="colour-row">
          <ByEye label={label} colour={colour} onChange={onChange} />
          <Input className="field-input colour-hex" placeholder={colour.toUpperCase()} dir="ltr" />
        </div>
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      </ColorField>
      <div id={id}>{problem}</div>
    </div>
  );
}

function ByEye({
  label,
  colour,
  onChange,
}: {
  label: string;
  colour: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation("tenants");
  // Grey and black have no hue: the one that was chosen is remembered here.
  const [last, setLast] = useState<Color | null>(null);
  const present = last && hex(last) === colour.toLowerCase() ? last : parseColor(colour).toFormat("hsb");
  const choose = (chosen: Color) => {
    setLast(chosen);
    onChange(hex(chosen));
  };
  return (
    <ColorPicker value={present} onChange={choose}>
      <DialogTrigger>
        <Button
          slot={null}
          className="colour-swatch"
          style={{ background: colour }}
          aria-label={t("pick", { colour: label })}
        />
        <Popover className="popover" placement="bottom start">
          <Dialog className="colour-picker" aria-label={label}>
            <ColorArea colorSpace="hsb" xChannel="saturation" yChannel="brightness" className="colour-area">
              <ColorThumb className="colour-thumb" />
            </ColorArea>
            <ColorSlider colorSpace="hsb" channel="hue" className="colour-hue">
              <SliderTrack className="colour-track">
                <ColorThumb className="colour-thumb" />
              </SliderTrack>
            </ColorSlider>
          </Dialog>
        </Popover>
      </DialogTrigger>
    </ColorPicker>
  );
}

const hex = (colour: Color) => colour.toString("hex").toLowerCase();
