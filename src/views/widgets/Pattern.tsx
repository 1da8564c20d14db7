/** A square of weights the size of a thumbnail: rows look, columns are looked at, darker means more. */
import { memo, useMemo } from 'react';
import { patternPaths } from './threads.ts';

export const Pattern = memo(function Pattern({ weights }: { weights: Float32Array }) {
  const paths = useMemo(() => patternPaths(weights), [weights]);
  const T = Math.sqrt(weights.length);
  return (
    <svg className="pattern" viewBox={`0 0 ${T} ${T}`} shapeRendering="crispEdges" aria-hidden="true">
      {paths.map((path, strength) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the strengths are always the same
        <path key={strength} d={path} className={`strength-${strength}`} />
      ))}
    </svg>
  );
});
