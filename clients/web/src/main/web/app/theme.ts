import { ActionIcon, createTheme, Menu, Modal, Tooltip, type MantineColorsTuple } from '@mantine/core';

/** Dark enough that white on it, and it on white, are easy to read. */
const pine: MantineColorsTuple = [
    '#e6f6f2', '#cdeae3', '#9ad5c7', '#63bfab', '#38ac94', '#1b9d84', '#0f8a73', '#0b6e5f', '#085c50', '#04483f',
];

export const theme = createTheme({
    primaryColor: 'pine',
    primaryShade: { light: 7, dark: 7 },
    colors: { pine },
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic", sans-serif',
    fontFamilyMonospace: 'ui-monospace, "Cascadia Code", "Noto Sans Mono", monospace',
    components: {
        ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 40, radius: 'xl' } }),
        // Its placeholder for the focus is no item, and screen readers stumble over it.
        Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md', radius: 'md', transitionProps: { duration: 100 } } }),
        Modal: Modal.extend({ defaultProps: { centered: true, radius: 'lg' } }),
        Tooltip: Tooltip.extend({ defaultProps: { openDelay: 500, withArrow: true } }),
    },
});
