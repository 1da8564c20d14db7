/** The buttons of anything that runs in steps, always in the same order and with the same signs: play or pause, back, one step, start over. */

export interface StepperButton {
  label: string;
  isDisabled?: boolean;
  onPress(): void;
}

export function Stepper({
  label,
  play,
  back,
  step,
  reset,
}: {
  label: string;
  play?: (StepperButton & { isPlaying: boolean }) | undefined;
  back?: StepperButton | undefined;
  step?: StepperButton | undefined;
  reset?: StepperButton | undefined;
}) {
  return (
    <fieldset className="buttons stepper">
      <legend className="hidden">{label}</legend>
      {play && <Button {...play} sign={play.isPlaying ? pauseSign : playSign} className="primary" />}
      {back && <Button {...back} sign={backSign} />}
      {step && <Button {...step} sign={stepSign} />}
      {reset && <Button {...reset} sign={resetSign} />}
    </fieldset>
  );
}

// Drawn, because the characters ▶ and ⏸ turn into colored pictures on some systems.
const playSign = <path d="M3 1.5 13 8 3 14.5Z" fill="currentColor" />;
const pauseSign = <path d="M3 2h3.5v12H3Zm6.5 0H13v12H9.5Z" fill="currentColor" />;
const stepSign = <path d="M2 2 10 8 2 14ZM11 2h2.5v12H11Z" fill="currentColor" />;
const backSign = <path d="M14 2 6 8 14 14ZM2.5 2H5v12H2.5Z" fill="currentColor" />;
const resetSign = (
  <path d="M4.2 4.2A5.5 5.5 0 1 1 2.6 9M2 1.5v4h4" fill="none" stroke="currentColor" strokeWidth="1.8" />
);

function Button({
  label,
  isDisabled = false,
  onPress,
  sign,
  className,
}: StepperButton & { sign: React.ReactNode; className?: string }) {
  return (
    <button type="button" className={className} disabled={isDisabled} onClick={onPress}>
      <svg className="sign" viewBox="0 0 16 16" aria-hidden="true">
        {sign}
      </svg>
      {label}
    </button>
  );
}
