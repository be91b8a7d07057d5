// biome-ignore-all lint/a11y/noRedundantRoles: a narrow page draws a row as a card, which takes an element's own role away
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a grid's cells are cells of a table (ARIA, “grid”)
// biome-ignore-all lint/a11y/useSemanticElements: all cells of a row are drawn alike
// biome-ignore-all lint/a11y/useFocusableInteractive: the control in it has the focus
import type { ComponentProps } from 'react';

// A row and its cells as plain elements, drawn by `table.css` as Fluent draws its own: as Fluent's components they cost
// a list of fifty most of the time it takes to be painted.

/** `aria-selected` where a row can be chosen. */
export const GridRow = (props: ComponentProps<'tr'>) => <tr role="row" {...props} />;

/** The cell that names its row; its control has the focus. */
export const NamingCell = (props: ComponentProps<'td'>) => <td role="rowheader" {...props} />;

/** One that arrow keys go to by itself; where a control stands in it they go to that. */
export const GridCell = (props: ComponentProps<'td'>) => <td role="gridcell" tabIndex={-1} {...props} />;

/** What a cell says, for the eye, where a card has no head above it. */
export const CellLabel = ({ text }: { readonly text: string }) => (
  <span className="cell-label" aria-hidden="true">
    {text}:{' '}
  </span>
);

/** Chooses its row, among several. */
export const ChooseCell = (props: {
  readonly label: string;
  readonly isChosen: boolean;
  readonly isLocked?: boolean;
  readonly tabIndex: number;
  onChoose(isChosen: boolean): void;
}) => (
  <GridCell className="cell-choose" onClick={(event) => event.stopPropagation()}>
    <label>
      <input
        type="checkbox"
        tabIndex={props.tabIndex}
        checked={props.isChosen}
        disabled={props.isLocked}
        aria-label={props.label}
        onChange={({ target }) => props.onChoose(target.checked)}
      />
    </label>
  </GridCell>
);
