import { Label } from "react-aria-components/Label";
import { ProgressBar } from "react-aria-components/ProgressBar";
import "./track.css";

/** A file on its way: its name, and how much of it is there, from 0 to 1. */
export function HowFar({ name, part, className }: { name: string; part: number; className?: string }) {
  return (
    <ProgressBar
      value={part}
      minValue={0}
      maxValue={1}
      formatOptions={{ style: "percent" }}
      {...(className && { className })}
    >
      {({ valueText }) => (
        <>
          <span className="row">
            <Label className="grow cut">
              <bdi>{name}</bdi>
            </Label>
            <span className="numbers quiet">{valueText}</span>
          </span>
          <span className="track">
            <span className="track-done" style={{ inlineSize: `${100 * part}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
