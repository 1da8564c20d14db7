/** How far something is: a bar, and the words beside it. */
export function ProgressLine({
  label,
  done,
  total,
  children,
}: {
  label: string;
  done: number;
  total: number;
  children?: React.ReactNode;
}) {
  return (
    <div className="progress">
      <progress aria-label={label} max={total || 1} value={done} />
      {children && <p className="figures">{children}</p>}
    </div>
  );
}
