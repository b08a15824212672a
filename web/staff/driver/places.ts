import { places } from '../core/places.ts';
import { nameOfStop, type Stop } from './stops.ts';

export const placeOfStop = (stop: Stop): string => places.door(nameOfStop(stop));
